package io.m2x.server.charts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import reactor.core.scheduler.Schedulers;

import io.m2x.server.security.AccountResources;
import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;

/**
 * Serves charts and draws their images.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class ChartsConfiguration {

	/** How many images are drawn at the same time, each with a connection at most. */
	private static final int DRAWERS = 2;

	/** How many images wait before further ones are turned away. */
	private static final int WAITING_IMAGES = 100;

	/** How long a drawing may go on that outlived the connection it was for. */
	private static final int SHUTDOWN_SECONDS = 1;

	@Bean
	ConnectionDemand m2xChartConnections() {
		return new ConnectionDemand("charts", DRAWERS);
	}

	@Bean
	ThreadPoolTaskExecutor m2xDrawers() {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setThreadNamePrefix("m2x-drawer-");
		executor.setCorePoolSize(DRAWERS);
		executor.setMaxPoolSize(DRAWERS);
		executor.setQueueCapacity(WAITING_IMAGES);
		// An interrupt in the middle of a read would close the database's file.
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationSeconds(SHUTDOWN_SECONDS);
		executor.setAcceptTasksAfterContextClose(true);
		return executor;
	}

	@Bean
	ChartStore m2xChartStore(JdbcClient jdbc, JdbcTemplate batches) {
		return new ChartStore(jdbc, batches);
	}

	@Bean
	ChartEditor m2xChartEditor(ChartStore charts, AccountResources resources, StreamStore streams) {
		return new ChartEditor(charts, resources, streams);
	}

	@Bean
	ChartsController m2xChartsController(AccountResources resources, ChartStore store, ChartEditor editor,
			Transactions transactions) {
		return new ChartsController(resources, store, editor, transactions);
	}

	@Bean
	ChartImagesController m2xChartImagesController(ChartStore charts, StreamStore streams, JdbcClient jdbc,
			Transactions transactions, ThreadPoolTaskExecutor m2xDrawers) {
		return new ChartImagesController(charts, streams, new ChartValues(jdbc), new ChartPainter(), transactions,
				Schedulers.fromExecutor(m2xDrawers));
	}

}
