package io.m2x.server;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.charts.ChartsConfiguration;
import io.m2x.server.collections.CollectionsConfiguration;
import io.m2x.server.commands.CommandsConfiguration;
import io.m2x.server.devices.DevicesConfiguration;
import io.m2x.server.distributions.DistributionsConfiguration;
import io.m2x.server.exports.ExportsConfiguration;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.integrations.IntegrationsConfiguration;
import io.m2x.server.jobs.JobsConfiguration;
import io.m2x.server.keys.KeysConfiguration;
import io.m2x.server.locations.LocationsConfiguration;
import io.m2x.server.metadata.MetadataConfiguration;
import io.m2x.server.platform.PlatformConfiguration;
import io.m2x.server.requestlog.RequestLogConfiguration;
import io.m2x.server.security.Accounts;
import io.m2x.server.security.SecurityConfiguration;
import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Database;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamsConfiguration;
import io.m2x.server.tags.TagsConfiguration;
import io.m2x.server.tasks.TasksConfiguration;
import io.m2x.server.triggers.TriggersConfiguration;
import io.m2x.server.values.ValuesConfiguration;
import io.m2x.server.web.BaseUrls;
import io.m2x.server.web.WebConfiguration;
import io.m2x.server.webhooks.WebhooksConfiguration;

/**
 * Everything that answers requests; needs {@link M2xServerSettings} as a bean and a web
 * server in front.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@Import({ WebConfiguration.class, SecurityConfiguration.class, PlatformConfiguration.class, DevicesConfiguration.class,
		MetadataConfiguration.class, LocationsConfiguration.class, StreamsConfiguration.class,
		ValuesConfiguration.class, TagsConfiguration.class, DistributionsConfiguration.class,
		CollectionsConfiguration.class, KeysConfiguration.class, TasksConfiguration.class, CommandsConfiguration.class,
		ChartsConfiguration.class, IntegrationsConfiguration.class, WebhooksConfiguration.class,
		TriggersConfiguration.class, JobsConfiguration.class, ExportsConfiguration.class,
		RequestLogConfiguration.class })
public class M2xServerConfiguration {

	/** How long one statement may take. */
	private static final int QUERY_SECONDS = 10;

	@Bean
	Database m2xDatabase(M2xServerSettings settings, List<ConnectionDemand> demands) {
		return Database.open(settings.dataDirectory(), demands);
	}

	@Bean
	JdbcTemplate m2xJdbcTemplate(Database database) {
		JdbcTemplate template = new JdbcTemplate(database.dataSource());
		template.setQueryTimeout(QUERY_SECONDS);
		return template;
	}

	@Bean
	JdbcClient m2xJdbcClient(JdbcTemplate template) {
		return JdbcClient.create(template);
	}

	@Bean
	Transactions m2xTransactions(Database database) {
		return new Transactions(database);
	}

	@Bean
	Accounts m2xAccounts(JdbcClient jdbc, Transactions transactions, M2xServerSettings settings) {
		return new Accounts(jdbc, transactions, settings.allAccounts());
	}

	@Bean
	HttpLimits m2xHttpLimits(M2xServerSettings settings) {
		return settings.http();
	}

	@Bean
	BaseUrls m2xBaseUrls(M2xServerSettings settings) {
		return new BaseUrls(settings.publicBaseUrl());
	}

}
