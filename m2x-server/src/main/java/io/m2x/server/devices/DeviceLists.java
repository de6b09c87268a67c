package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.http.ResponseEntity;

import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;

/**
 * Answers requests for pages of devices, whichever resource they are asked of.
 *
 * @since 0.1.0
 */
public final class DeviceLists {

	private static final int PAGE_SIZE = 100;

	private final DeviceStore store;

	private final DeviceViews views;

	private final Transactions transactions;

	DeviceLists(DeviceStore store, DeviceViews views, Transactions transactions) {
		this.store = store;
		this.views = views;
		this.transactions = transactions;
	}

	/**
	 * Answer with the devices of a collection; the request may ask for those of the
	 * collections below it too.
	 * @param account the account of the collection
	 * @param collection the row of the collection
	 * @param request the request
	 * @return the page
	 */
	public ResponseEntity<Map<String, Object>> ofCollection(long account, long collection, ApiRequest request) {
		Fields fields = request.fields();
		boolean below = "true".equals(fields.choice("include_children", Set.of("true", "false")));
		return reply(request, fields, DeviceFilter.ordered(fields, account).inCollection(collection, below), true);
	}

	/**
	 * Answer with the devices of a distribution.
	 * @param account the account of the distribution
	 * @param distribution the row of the distribution
	 * @param request the request
	 * @return the page
	 */
	public ResponseEntity<Map<String, Object>> ofDistribution(long account, long distribution, ApiRequest request) {
		Fields fields = request.fields();
		return reply(request, fields, DeviceFilter.ordered(fields, account).inDistribution(distribution), true);
	}

	ResponseEntity<Map<String, Object>> reply(ApiRequest request, Fields fields, DeviceFilter filter, boolean owner) {
		Page page = Page.read(fields, PAGE_SIZE, PAGE_SIZE);
		DeviceViews.Include include = DeviceViews.Include.read(fields);
		fields.check();
		return this.transactions.read(() -> {
			List<DeviceView> devices = this.views.list(this.store.list(filter, page), owner, include, request);
			return page.reply(request, "devices", devices, this.store.count(filter));
		});
	}

}
