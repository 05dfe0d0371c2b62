package dev.agentworks.starter.sample;

import dev.agentworks.starter.test.ServiceTest;

@ServiceTest(service = "sample")
class OutboxTests extends OutboxContract {}
