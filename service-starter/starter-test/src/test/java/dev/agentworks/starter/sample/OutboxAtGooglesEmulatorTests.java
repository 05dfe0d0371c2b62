package dev.agentworks.starter.sample;

import dev.agentworks.starter.test.ServiceTest;

@ServiceTest(service = "sample")
class OutboxAtGooglesEmulatorTests extends OutboxContract implements AtGooglesEmulator {}
