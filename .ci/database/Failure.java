/**
 * What was to be shown is not so.
 */
final class Failure extends RuntimeException {

	Failure(String text) {
		super(text);
	}

	static void unless(boolean truth, String text) {
		if (!truth) {
			throw new Failure(text);
		}
	}

}
