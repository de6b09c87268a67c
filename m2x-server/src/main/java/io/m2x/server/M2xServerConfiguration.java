package io.m2x.server;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.accounts.Accounts;
import io.m2x.server.accounts.MasterKeys;
import io.m2x.server.http.HttpLimits;
import io.m2x.server.store.ConnectionDemand;
import io.m2x.server.store.Database;
import io.m2x.server.store.Transactions;
import io.m2x.server.web.BaseUrls;

/**
 * Handles requests. Finds the components of the packages below this one, and creates what
 * depends on {@link M2xServerSettings}, which must be a bean. Something must listen for
 * requests: a {@link io.m2x.server.listener.Listener} or the web server of Spring Boot.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		excludeFilters = @Filter(type = FilterType.REGEX, pattern = "io\\.m2x\\.server\\.app\\..*"))
public class M2xServerConfiguration {

	@Bean
	Database m2xDatabase(M2xServerSettings settings, List<ConnectionDemand> demands) {
		return Database.open(settings.database(), demands);
	}

	@Bean
	JdbcTemplate m2xJdbcTemplate(Database database) {
		JdbcTemplate template = new JdbcTemplate(database.dataSource());
		template.setExceptionTranslator(database.exceptionTranslator());
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
	Accounts m2xAccounts(JdbcClient jdbc, Database database, MasterKeys keys, Transactions transactions,
			M2xServerSettings settings) {
		return new Accounts(jdbc, database, keys, transactions, settings.allAccounts());
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
