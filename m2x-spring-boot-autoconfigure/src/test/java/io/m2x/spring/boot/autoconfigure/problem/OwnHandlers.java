package io.m2x.spring.boot.autoconfigure.problem;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.m2x.client.blocking.M2xBlockingDevices;
import io.m2x.client.error.M2xNotFoundException;
import io.m2x.client.model.DeviceRef;

/**
 * An application that handles one kind of failure itself, at a controller and for all.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ DeviceController.class, OwnHandlers.Handled.class, OwnHandlers.Advice.class })
class OwnHandlers {

	@ControllerAdvice
	static class Advice {

		@ExceptionHandler
		ResponseEntity<Void> handle(M2xNotFoundException ex) {
			return ResponseEntity.status(HttpStatus.I_AM_A_TEAPOT).build();
		}

	}

	@RestController
	static class Handled {

		private final M2xBlockingDevices devices;

		Handled(M2xBlockingDevices devices) {
			this.devices = devices;
		}

		@GetMapping("/handled-here")
		String handledHere() {
			return this.devices.view(DeviceRef.id("missing")).name();
		}

		@ExceptionHandler
		ResponseEntity<Void> handle(M2xNotFoundException ex) {
			return ResponseEntity.status(HttpStatus.GONE).build();
		}

	}

}
