package com.example.greenhouse

import io.m2x.client.devices.M2xDevices
import io.m2x.client.model.DeviceRef
import io.m2x.client.model.SortDirection
import io.m2x.client.streams.StreamDefinition
import io.m2x.client.values.DataPoint
import io.m2x.client.values.DeviceReading
import io.m2x.client.values.M2xValues
import io.m2x.client.values.StreamStats
import io.m2x.client.values.ValuesQuery
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.reactive.asFlow
import kotlinx.coroutines.reactor.awaitSingle
import kotlinx.coroutines.reactor.awaitSingleOrNull
import org.springframework.http.HttpStatus
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.PathVariable
import org.springframework.web.bind.annotation.PostMapping
import org.springframework.web.bind.annotation.PutMapping
import org.springframework.web.bind.annotation.RequestBody
import org.springframework.web.bind.annotation.RequestMapping
import org.springframework.web.bind.annotation.RequestParam
import org.springframework.web.bind.annotation.ResponseStatus
import org.springframework.web.bind.annotation.RestController
import java.time.Duration
import java.time.Instant

// tag::controller[]
data class Reading(val at: Instant, val temperature: Double, val humidity: Double)

data class Report(val name: String, val description: String?, val temperature: StreamStats)

@RestController
@RequestMapping("/greenhouses/{serial}")
class GreenhouseController(private val devices: M2xDevices, private val values: M2xValues) {

    @PutMapping
    suspend fun provision(@PathVariable serial: String, @RequestParam name: String) {
        devices.ensure(DeviceRef.serial(serial)) { device ->
            device.name(name)
                .stream("temperature", StreamDefinition.numeric().withUnit("degree Celsius", "°C"))
                .stream("humidity", StreamDefinition.numeric().withUnit("percent", "%"))
        }.awaitSingle()
    }

    @PostMapping("/readings")
    @ResponseStatus(HttpStatus.ACCEPTED)
    suspend fun write(@PathVariable serial: String, @RequestBody reading: Reading) {
        val measured = DeviceReading.at(reading.at)
            .with("temperature", reading.temperature)
            .with("humidity", reading.humidity)
        values.write(DeviceRef.serial(serial), measured).awaitSingleOrNull()
    }

    @GetMapping("/temperatures")
    fun read(@PathVariable serial: String, @RequestParam(defaultValue = "PT1H") last: Duration): Flow<DataPoint> =
        values.listAll(DeviceRef.serial(serial), "temperature", ValuesQuery.last(last), SortDirection.ASC).asFlow()

    @GetMapping("/report")
    suspend fun report(@PathVariable serial: String): Report {
        val device = devices.view(DeviceRef.serial(serial)).awaitSingle()
        val stats = values.stats(device.ref(), "temperature", ValuesQuery.last(Duration.ofDays(1))).awaitSingle()
        return Report(device.name(), device.description(), stats)
    }
}
// end::controller[]
