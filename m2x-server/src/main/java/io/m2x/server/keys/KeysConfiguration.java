package io.m2x.server.keys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.security.AccountResources;
import io.m2x.server.store.Transactions;

/**
 * Serves keys.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class KeysConfiguration {

	@Bean
	KeyStore m2xKeyStore(JdbcClient jdbc) {
		return new KeyStore(jdbc);
	}

	@Bean
	KeyEditor m2xKeyEditor(KeyStore keys, AccountResources resources) {
		return new KeyEditor(keys, resources);
	}

	@Bean
	KeysController m2xKeysController(KeyStore keys, KeyEditor editor, Transactions transactions) {
		return new KeysController(keys, editor, transactions);
	}

}
