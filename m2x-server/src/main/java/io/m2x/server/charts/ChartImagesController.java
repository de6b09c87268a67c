package io.m2x.server.charts;

import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import io.m2x.server.store.Transactions;
import io.m2x.server.streams.DataStream;
import io.m2x.server.streams.StreamStore;
import io.m2x.server.values.ValueCurve;
import io.m2x.server.web.ApiException;
import io.m2x.server.web.ApiRequest;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.Fields;
import io.m2x.server.web.PublicAccess;

/**
 * Handles requests for images of charts. Images are embedded in web pages, so they need
 * no key: the id of a chart can't be guessed. Drawing has its own threads, so it does not
 * delay other requests.
 */
@RestController
final class ChartImagesController {

	private static final String CHART = BaseUrls.PREFIX + "/charts/{chart}";

	private final ChartStore charts;

	private final StreamStore streams;

	private final ValueCurve values;

	private final ChartPainter painter;

	private final Transactions transactions;

	private final Scheduler drawers;

	ChartImagesController(ChartStore charts, StreamStore streams, ValueCurve values, ChartPainter painter,
			Transactions transactions, @Qualifier("m2xDrawerScheduler") Scheduler drawers) {
		this.charts = charts;
		this.streams = streams;
		this.values = values;
		this.painter = painter;
		this.transactions = transactions;
		this.drawers = drawers;
	}

	@PublicAccess
	@GetMapping(CHART + ".png")
	Mono<ResponseEntity<byte[]>> png(ApiRequest request, @PathVariable String chart) {
		return Mono.fromCallable(() -> image(request, chart, ImageFormat.PNG)).subscribeOn(this.drawers);
	}

	@PublicAccess
	@GetMapping(CHART + ".svg")
	Mono<ResponseEntity<byte[]>> svg(ApiRequest request, @PathVariable String chart) {
		return Mono.fromCallable(() -> image(request, chart, ImageFormat.SVG)).subscribeOn(this.drawers);
	}

	private ResponseEntity<byte[]> image(ApiRequest request, String id, ImageFormat format) {
		Fields fields = request.fields();
		ImageRequest wanted = ImageRequest.read(fields);
		Chart chart = this.charts.find(id).orElseThrow(() -> ApiException.notFound("Chart"));
		fields.check();
		List<Line> lines = this.transactions
			.read(() -> chart.series().stream().map((series) -> line(series, wanted)).toList());
		return ResponseEntity.ok()
			.headers(format::describe)
			.body(this.painter.paint(chart.name(), lines, format, wanted.width(), wanted.height()));
	}

	private Line line(Chart.Series series, ImageRequest wanted) {
		Optional<DataStream> stream = this.streams.find(series.device(), series.stream());
		List<ValueCurve.Point> points = stream.filter(DataStream::numeric)
			.map((numeric) -> this.values.read(numeric.row(), wanted.start(), wanted.end()))
			.orElse(List.of());
		return Line.of(series, stream.orElse(null), points);
	}

}
