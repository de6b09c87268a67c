package io.m2x.example;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Application of a user, with a component that uses M2X and others that do not.
 */
@SpringBootApplication
class ThermometerApplication {

}
