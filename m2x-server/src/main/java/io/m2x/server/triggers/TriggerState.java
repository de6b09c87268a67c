package io.m2x.server.triggers;

/**
 * What a trigger has come to at a device.
 *
 * @param trigger the row of the trigger
 * @param device the row of the device
 * @param activated whether it has fired and not been reset since
 */
record TriggerState(long trigger, long device, boolean activated) {

}
