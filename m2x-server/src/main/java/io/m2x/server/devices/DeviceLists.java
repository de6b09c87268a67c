package io.m2x.server.devices;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

import io.m2x.server.access.AccountResources;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.Fields;
import io.m2x.server.web.Page;

/**
 * Answers requests for pages of devices, whichever resource they are asked of.
 *
 * @since 0.1.0
 */
@Component
public final class DeviceLists {

	private static final int PAGE_SIZE = 100;

	private final DeviceStore store;

	private final DeviceViews views;

	private final AccountResources resources;

	private final Transactions transactions;

	DeviceLists(DeviceStore store, DeviceViews views, AccountResources resources, Transactions transactions) {
		this.store = store;
		this.views = views;
		this.resources = resources;
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
		return listOfOwner(request, fields, DeviceFilter.ordered(fields, account).inCollection(collection, below));
	}

	/**
	 * Answer with the devices of a distribution, which have a place for the current
	 * values of their streams even when none were asked for.
	 * @param account the account of the distribution
	 * @param distribution the row of the distribution
	 * @param request the request
	 * @return the page
	 */
	public ResponseEntity<Map<String, Object>> ofDistribution(long account, long distribution, ApiRequest request) {
		Fields fields = request.fields();
		return list(request, fields, DeviceFilter.ordered(fields, account).inDistribution(distribution), true,
				DeviceViews.Include.read(fields).withPlaceForValues());
	}

	// Answer with the devices of an account that the request asks for.
	ResponseEntity<Map<String, Object>> ofAccount(long account, ApiRequest request) {
		Fields fields = request.fields();
		return listOfOwner(request, fields, DeviceFilter.read(fields, account, this.resources));
	}

	// Answer with the public devices that the request asks for.
	ResponseEntity<Map<String, Object>> ofCatalog(ApiRequest request) {
		Fields fields = request.fields();
		return list(request, fields, DeviceFilter.readCatalog(fields), false, DeviceViews.Include.NOTHING);
	}

	private ResponseEntity<Map<String, Object>> listOfOwner(ApiRequest request, Fields fields, DeviceFilter filter) {
		return list(request, fields, filter, true, DeviceViews.Include.read(fields));
	}

	private ResponseEntity<Map<String, Object>> list(ApiRequest request, Fields fields, DeviceFilter filter,
			boolean owner, DeviceViews.Include include) {
		Page page = Page.read(fields, PAGE_SIZE, PAGE_SIZE);
		fields.check();
		return this.transactions.read(() -> {
			List<DeviceView> devices = this.views.list(this.store.list(filter, page), owner, include, request);
			return page.response(request, "devices", devices, this.store.count(filter));
		});
	}

}
