package io.m2x.server.summaries;

/**
 * A number with twice the precision of a double: the sum of two doubles that do not
 * overlap. Sums in this precision do not depend on the order of what was added, down to
 * the last digit of a double.
 */
final class Precise {

	private static final double SPLITTER = (1 << 27) + 1;

	private double high;

	private double low;

	double high() {
		return this.high;
	}

	double low() {
		return this.low;
	}

	double value() {
		return this.high + this.low;
	}

	Precise set(double newHigh, double newLow) {
		this.high = newHigh;
		this.low = newLow;
		return this;
	}

	Precise add(double number) {
		double sum = this.high + number;
		return normalize(sum, error(this.high, number, sum) + this.low);
	}

	Precise add(double otherHigh, double otherLow) {
		double sum = this.high + otherHigh;
		double lows = this.low + otherLow;
		double lost = error(this.low, otherLow, lows);
		normalize(sum, error(this.high, otherHigh, sum) + lows);
		return normalize(this.high, this.low + lost);
	}

	Precise add(Precise other) {
		return add(other.high, other.low);
	}

	Precise subtract(Precise other) {
		return add(-other.high, -other.low);
	}

	Precise multiply(double factor) {
		double product = this.high * factor;
		return normalize(product, productError(this.high, factor, product) + this.low * factor);
	}

	// An integer up to 2^53, as is any number of values.
	Precise multiply(long factor) {
		return multiply((double) factor);
	}

	Precise square() {
		double product = this.high * this.high;
		return normalize(product, productError(this.high, this.high, product) + 2 * this.high * this.low);
	}

	Precise divide(long integer) {
		double divisor = (double) integer;
		double quotient = this.high / divisor;
		double product = quotient * divisor;
		double rest = (this.high - product) - productError(quotient, divisor, product) + this.low;
		return normalize(quotient, rest / divisor);
	}

	private Precise normalize(double newHigh, double newLow) {
		this.high = newHigh + newLow;
		this.low = newLow - (this.high - newHigh);
		return this;
	}

	// Return what the sum of two doubles lost when it was rounded.
	private static double error(double a, double b, double sum) {
		double added = sum - a;
		return (a - (sum - added)) + (b - added);
	}

	// Return what the product of two doubles lost when it was rounded.
	private static double productError(double a, double b, double product) {
		double aHigh = upperHalf(a);
		double aLow = a - aHigh;
		double bHigh = upperHalf(b);
		double bLow = b - bHigh;
		return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
	}

	private static double upperHalf(double number) {
		double scaled = SPLITTER * number;
		return scaled - (scaled - number);
	}

}
