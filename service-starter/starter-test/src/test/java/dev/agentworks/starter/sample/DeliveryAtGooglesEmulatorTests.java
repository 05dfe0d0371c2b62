package dev.agentworks.starter.sample;

import dev.agentworks.starter.test.ServiceTest;

@ServiceTest(service = "sample")
class DeliveryAtGooglesEmulatorTests extends DeliveryContract implements AtGooglesEmulator {}
