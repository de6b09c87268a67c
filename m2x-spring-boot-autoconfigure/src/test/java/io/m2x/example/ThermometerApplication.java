package io.m2x.example;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Application of somebody else, with a component that talks to M2X and others that do
 * not.
 */
@SpringBootApplication
class ThermometerApplication {

}
