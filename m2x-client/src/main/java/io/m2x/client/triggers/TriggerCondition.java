package io.m2x.client.triggers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Condition of a trigger for the value of one stream, which must meet all parts that are
 * set.
 *
 * <pre>{@code
 * TriggerCondition hot = TriggerCondition.greaterThan(30).resetAt(28);
 * }</pre>
 *
 * @param gt the value must be greater than this, or {@code null}
 * @param gte the value must be greater than or equal to this, or {@code null}
 * @param lt the value must be less than this, or {@code null}
 * @param lte the value must be less than or equal to this, or {@code null}
 * @param eq the value must be equal to this number, or {@code null}
 * @param match the value must be equal to this text, or {@code null}
 * @param changed {@code true} if the value must be new and differ from the previous one,
 * otherwise {@code null}
 * @param reset the number that the value must pass on the other side of the bound before
 * the trigger can fire again, or {@code null} for the bound itself
 * @since 0.1.0
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TriggerCondition(@JsonProperty("gt") @Nullable Double gt, @JsonProperty("gte") @Nullable Double gte,
		@JsonProperty("lt") @Nullable Double lt, @JsonProperty("lte") @Nullable Double lte,
		@JsonProperty("eq") @Nullable Double eq, @JsonProperty("match") @Nullable String match,
		@JsonProperty("changed") @Nullable Boolean changed, @JsonProperty("reset") @Nullable Double reset) {

	private static final TriggerCondition NONE = new TriggerCondition(null, null, null, null, null, null, null, null);

	/**
	 * Require more than a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition greaterThan(double number) {
		return NONE.andGreaterThan(number);
	}

	/**
	 * Require at least a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition atLeast(double number) {
		return NONE.andAtLeast(number);
	}

	/**
	 * Require less than a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition lessThan(double number) {
		return NONE.andLessThan(number);
	}

	/**
	 * Require at most a number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition atMost(double number) {
		return NONE.andAtMost(number);
	}

	/**
	 * Require a number in a range.
	 * @param low the smallest number of the range
	 * @param high the largest number of the range
	 * @return the condition
	 */
	public static TriggerCondition between(double low, double high) {
		return atLeast(low).andAtMost(high);
	}

	/**
	 * Require one number.
	 * @param number the number
	 * @return the condition
	 */
	public static TriggerCondition equalTo(double number) {
		return new TriggerCondition(null, null, null, null, finite(number), null, null, null);
	}

	/**
	 * Require one text, in an alphanumeric stream.
	 * @param text the text
	 * @return the condition
	 */
	public static TriggerCondition matching(String text) {
		Assert.notNull(text, "'text' must not be null");
		return new TriggerCondition(null, null, null, null, null, text, null, null);
	}

	/**
	 * Require a change: a value that differs from the previous one of its stream, numeric
	 * or alphanumeric. The first value of a stream is not a change.
	 * @return the condition
	 */
	public static TriggerCondition changing() {
		return NONE.andChanging();
	}

	/**
	 * Also require more than a number.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andGreaterThan(double number) {
		return new TriggerCondition(finite(number), this.gte, this.lt, this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Also require at least a number.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andAtLeast(double number) {
		return new TriggerCondition(this.gt, finite(number), this.lt, this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Also require less than a number.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andLessThan(double number) {
		return new TriggerCondition(this.gt, this.gte, finite(number), this.lte, this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Also require at most a number.
	 * @param number the number
	 * @return the condition with that bound
	 */
	public TriggerCondition andAtMost(double number) {
		return new TriggerCondition(this.gt, this.gte, this.lt, finite(number), this.eq, this.match, this.changed,
				this.reset);
	}

	/**
	 * Also require a change: a value that differs from the previous one.
	 * @return the condition with that change, which can't have {@link #resetAt}
	 */
	public TriggerCondition andChanging() {
		return new TriggerCondition(this.gt, this.gte, this.lt, this.lte, this.eq, this.match, true, this.reset);
	}

	/**
	 * Let the trigger fire again only after the value has passed another number. This
	 * keeps a value that oscillates around the bound from firing it again and again.
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
