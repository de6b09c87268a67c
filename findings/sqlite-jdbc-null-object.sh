#!/usr/bin/env bash
# sqlite-jdbc refuses to read NULL as the class of a number, where JDBC returns null.
#
# Versions: org.xerial:sqlite-jdbc 3.54.1.0, JDK 17.
# Expected: ResultSet.getObject(column, Long.class) is null if the value is SQL NULL, as the Javadoc of java.sql.ResultSet says and other
#           drivers do. It is the usual way to read a nullable number without wasNull().
# Seen:     a string and an untyped object are null, but for Long, Integer and Double an SQLException says "Bad value for type".
# Matters:  code that ran on another database fails here only for rows that have no value, so mostly not in a quick test.
# Needs:    a JDK (17 or newer) and Maven. Fails if the behaviour changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.xerial</groupId><artifactId>sqlite-jdbc</artifactId><version>3.54.1.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat >Finding.java <<'JAVA'
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class Finding {

	public static void main(String[] args) throws Exception {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (n BIGINT)");
			statement.execute("INSERT INTO t VALUES (7), (NULL)");
			try (ResultSet rows = statement.executeQuery("SELECT n FROM t ORDER BY n DESC")) {
				while (rows.next()) {
					System.out.println("untyped: " + rows.getObject(1) + ", String: " + read(rows, String.class) + ", Long: "
							+ read(rows, Long.class) + ", Integer: " + read(rows, Integer.class) + ", Double: "
							+ read(rows, Double.class));
				}
			}
		}
	}

	private static String read(ResultSet rows, Class<?> type) {
		try {
			return String.valueOf(rows.getObject(1, type));
		}
		catch (SQLException ex) {
			return "refused";
		}
	}

}
JAVA
javac -cp 'lib/*' Finding.java
java -cp 'lib/*:.' Finding 2>/dev/null | tee seen
diff seen - <<'SEEN' || { echo "The behaviour has changed." >&2; exit 1; }
untyped: 7, String: 7, Long: 7, Integer: 7, Double: 7.0
untyped: null, String: null, Long: refused, Integer: refused, Double: refused
SEEN
echo "As described."
