package io.m2x.client.triggers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What the value of one stream must be like; all parts that are given must be true.
 *
 * @param gt the number it must exceed, or {@code null}
 * @param gte the number it must reach, or {@code null}
 * @param lt the number it must stay below, or {@code null}
 * @param lte the number it must not exceed, or {@code null}
 * @param eq the number it must be, or {@code null}
 * @param match the text it must be, or {@code null}
 * @param changed {@code true} if it must have come just now and differ from the one
 * before it, otherwise {@code null}
 * @param reset the number that it must pass on the other side of the bound before the
 * trigger can fire again, or {@code null} for the bound itself
 * @since 0.1.0
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TriggerCondition(@JsonProperty("gt") @Nullable Double gt, @JsonProperty("gte") @Nullable Double gte,
		@JsonProperty("lt") @Nullable Double lt, @JsonProperty("lte") @Nullable Double lte,
		@JsonProperty("eq") @Nullable Double eq, @JsonProperty("match") @Nullable String match,
		@JsonProperty("changed") @Nullable Boolean changed, @JsonProperty("reset") @Nullable Double reset) {

	private static final TriggerCondition NONE = new TriggerCondition(null, null, null, null, null, null, null, null);

	/**
	 * Ask for more than a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition greaterThan(double number) {
		return NONE.andGreaterThan(number);
	}

	/**
	 * Ask for a number or more.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition atLeast(double number) {
		return NONE.andAtLeast(number);
	}

	/**
	 * Ask for less than a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition lessThan(double number) {
		return NONE.andLessThan(number);
	}

	/**
	 * Ask for a number or less.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition atMost(double number) {
		return NONE.andAtMost(number);
	}

	/**
	 * Ask for a number in a range.
	 * @param low the smallest number of the range
	 * @param high the greatest number of the range
	 * @return the condition
	 */
	public static TriggerCondition between(double low, double high) {
		return atLeast(low).andAtMost(high);
	}

	/**
	 * Ask for one number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition equalTo(double number) {
		return new TriggerCondition(null, null, null, null, finite(number), null, null, null);
	}

	/**
	 * Ask for one text, in an alphanumeric stream.
	 * @param text the text
	 * @return the condition
	 */
	public static TriggerCondition matching(String text) {
		Assert.notNull(text, "'text' must not be null");
		return new TriggerCondition(null, null, null, null, null, text, null, null);
	}

	/**
	 * Ask for a change: a value that differs from the one before it in its stream,
	 * numeric or not. The first value of a stream is no change.
	 * @return the condition
	 */
	public static TriggerCondition changing() {
		return NONE.andChanging();
	}

	/**
	 * Ask for more than a number, too.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andGreaterThan(double number) {
		return new TriggerCondition(finite(number), this.gte, this.lt, this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Ask for a number or more, too.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andAtLeast(double number) {
		return new TriggerCondition(this.gt, finite(number), this.lt, this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Ask for less than a number, too.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andLessThan(double number) {
		return new TriggerCondition(this.gt, this.gte, finite(number), this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Ask for a number or less, too.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andAtMost(double number) {
		return new TriggerCondition(this.gt, this.gte, this.lt, finite(number), this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Ask for a change, too: for a value that differs from the one before it.
	 * @return the condition with that demand, which can't have a number for
	 * {@link #resetAt}
	 */
	public TriggerCondition andChanging() {
		return new TriggerCondition(this.gt, this.gte, this.lt, this.lte, this.eq, this.match, true, this.reset);
	}

	/**
	 * Let the trigger fire again only after the value has passed another number, so that
	 * one that wavers about the bound does not fire it all the time.
	 * @param number the number, below a lower bound or above an upper bound
	 * @return the condition with that number
	 */
	public TriggerCondition resetAt(double number) {
		return new TriggerCondition(this.gt, this.gte, this.lt, this.lte, this.eq, this.match, this.changed,
				finite(number));
	}

	private static Double finite(double number) {
		Assert.isTrue(Double.isFinite(number), "A condition needs a finite number");
		return number;
	}

}
