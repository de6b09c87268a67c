package io.m2x.server.writes;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import io.m2x.server.store.Transactions;

/**
 * Runs the transactions of groups, so that each write is done as a whole or not at all,
 * and one that fails takes no other with it.
 */
@Component
final class GroupWriter {

	/** How long the writes of a group that failed are tried one by one. */
	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final GroupStore store;

	private final Transactions transactions;

	GroupWriter(GroupStore store, Transactions transactions) {
		this.store = store;
		this.transactions = transactions;
	}

	// Write a group. Each write knows its result afterwards.
	void write(List<DataWrite> group) {
		long begin = System.nanoTime();
		@Nullable RuntimeException failure = tryWrite(group);
		if (failure != null) {
			for (DataWrite write : group) {
				@Nullable RuntimeException own = isForAll(failure, group) ? failure : tryAlone(write, begin);
				if (own != null) {
					write.finish(own);
				}
			}
		}
	}

	// The failure of the group says nothing about a write for which there is no time
	// left.
	private @Nullable RuntimeException tryAlone(DataWrite write, long begin) {
		return (System.nanoTime() - begin > MAX_NANOS)
				? new TransientDataAccessResourceException("There was no time left for the write; send it again later")
				: tryWrite(List.of(write));
	}

	// Without the database nothing can be done, and it can take long to learn that.
	private static boolean isForAll(RuntimeException failure, List<DataWrite> group) {
		return group.size() == 1 || failure instanceof TransactionException
				|| failure instanceof DataAccessResourceFailureException;
	}

	private @Nullable RuntimeException tryWrite(List<DataWrite> group) {
		try {
			this.transactions.write(() -> this.store.store(group));
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

}
