package io.m2x.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Greenhouse monitor: three simulated devices report to M2X, a live page shows them.
 */
@SpringBootApplication
@EnableScheduling
public class GreenhouseApplication {

	/**
	 * Starts the application.
	 * @param args the arguments of the command line
	 */
	public static void main(String[] args) {
		SpringApplication.run(GreenhouseApplication.class, args);
	}

}
