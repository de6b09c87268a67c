package io.m2x.server.collections;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.m2x.server.access.AccountResources;
import io.m2x.server.accounts.Accounts;
import io.m2x.server.keys.PrimaryKeys;
import io.m2x.server.metadata.MetadataStore;
import io.m2x.server.store.Transactions;
import io.m2x.server.tags.TagStore;

/**
 * Serves collections.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
public class CollectionsConfiguration {

	@Bean
	CollectionStore m2xCollectionStore(JdbcClient jdbc) {
		return new CollectionStore(jdbc);
	}

	@Bean
	CollectionMembers m2xCollectionMembers(JdbcClient jdbc) {
		return new CollectionMembers(jdbc);
	}

	@Bean
	CollectionViews m2xCollectionViews(CollectionStore store, TagStore tags, MetadataStore metadata) {
		return new CollectionViews(store, tags, metadata);
	}

	@Bean
	CollectionEditor m2xCollectionEditor(JdbcClient jdbc, CollectionStore store, TagStore tags, MetadataStore metadata,
			AccountResources resources, PrimaryKeys keys, Accounts accounts) {
		return new CollectionEditor(store, new CollectionTree(jdbc), tags, metadata, resources, keys, accounts);
	}

	@Bean
	CollectionsController m2xCollectionsController(AccountResources resources, CollectionEditor editor,
			CollectionViews views, Transactions transactions) {
		return new CollectionsController(resources, editor, views, transactions);
	}

	@Bean
	CollectionDevicesController m2xCollectionDevicesController(AccountResources resources, CollectionMembers members,
			Transactions transactions) {
		return new CollectionDevicesController(resources, members, transactions);
	}

}
