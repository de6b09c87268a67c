package io.m2x.server.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Hands out connections that read until they are asked for a statement that writes. For
 * libraries that commit each statement on its own: what they read waits for nobody who
 * writes.
 */
final class PoolByStatement extends Connections {

	private final DataSource readers;

	private final DataSource writers;

	PoolByStatement(DataSource readers, DataSource writers) {
		this.readers = readers;
		this.writers = writers;
	}

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(PoolByStatement.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new Late());
	}

	/**
	 * Gets the connection when its first statement is known.
	 */
	private final class Late implements InvocationHandler {

		private @Nullable Connection target;

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			return switch (method.getName()) {
				case "close" -> {
					close();
					yield null;
				}
				case "toString" -> "Connection[" + this.target + "]";
				case "hashCode" -> System.identityHashCode(proxy);
				case "equals" -> arguments != null && proxy == arguments[0];
				// So is every connection of the pools.
				case "getAutoCommit" -> true;
				default -> call(method, arguments);
			};
		}

		private void close() throws SQLException {
			Connection connection = this.target;
			if (connection != null) {
				connection.close();
			}
		}

		private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
			Connection connection = this.target;
			if (connection == null) {
				boolean reads = arguments != null && arguments[0] instanceof String sql
						&& sql.stripLeading().regionMatches(true, 0, "SELECT", 0, "SELECT".length());
				connection = (reads ? PoolByStatement.this.readers : PoolByStatement.this.writers).getConnection();
				this.target = connection;
			}
			try {
				return method.invoke(connection, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

}
