package com.example.greenhouse;

import java.time.Instant;

record Reading(Instant at, double temperature, double humidity) {

}
