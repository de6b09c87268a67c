package io.m2x.server.keys;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.accounts.MasterKeys;
import io.m2x.server.security.KeyHolders;
import io.m2x.server.store.Transactions;
import io.m2x.server.streams.StreamStore;

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
	KeyEditor m2xKeyEditor(KeyStore keys, AccountResources resources, StreamStore streams) {
		return new KeyEditor(keys, resources, streams);
	}

	@Bean
	PrimaryKeys m2xPrimaryKeys(JdbcClient jdbc) {
		return new PrimaryKeys(jdbc);
	}

	@Bean
	MasterKeys m2xMasterKeys(JdbcClient jdbc) {
		return new StoredMasterKeys(jdbc);
	}

	@Bean
	KeyHolders m2xKeyHolders(JdbcClient jdbc) {
		return new StoredKeyHolders(jdbc);
	}

	@Bean
	KeysController m2xKeysController(KeyStore keys, KeyEditor editor, Transactions transactions) {
		return new KeysController(keys, editor, transactions);
	}

}
