package io.m2x.server.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureListenerTests {

	@Test
	void failuresThatFollowEachOtherLetTheSchedulerRestLongerEachTimeEvenIfItWorkedInBetween() {
		List<Duration> rests = new ArrayList<>();
		FailureListener listener = new FailureListener(rests::add);
		for (int i = 0; i < 7; i++) {
			listener.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
			listener.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
		}
		assertThat(rests).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
	}

}
