package dev.agentworks.billing;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A workspace of a test, and the usage events a router would publish for it. */
public record TestUsage(UUID workspace, List<UUID> projects) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static TestUsage aWorkspace() {
        return new TestUsage(Uuids.v7(), List.of(Uuids.v7(), Uuids.v7(), Uuids.v7()));
    }

    public ActingUser member() {
        return new ActingUser(Uuids.v7().toString(), Map.of(workspace.toString(), "MEMBER"));
    }

    public UsageEvent call(String cost, Instant at) {
        return call(projects.getFirst(), "PRD", "anthropic", "model-a", new BigDecimal(cost), at);
    }

    public UsageEvent anyCall(Random random) {
        return call(
                projects.get(random.nextInt(projects.size())),
                random.nextInt(4) == 0 ? null : "AGENT_" + random.nextInt(3),
                random.nextBoolean() ? "openai" : "anthropic",
                "model-" + random.nextInt(4),
                new BigDecimal(new java.math.BigInteger(36, random), 12),
                Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(30 * 86_400)));
    }

    public UsageEvent call(
            UUID project,
            @Nullable String agent,
            String provider,
            String model,
            BigDecimal cost,
            Instant at) {
        return new UsageEvent(
                Uuids.v7().toString(),
                workspace,
                project,
                null,
                null,
                agent,
                provider,
                model,
                UsageKind.CHAT,
                new TokenUsage(100, 20, 0, 0, 0, 120),
                cost,
                cost.multiply(new BigDecimal(5)),
                new BigDecimal(5),
                "2026-01",
                false,
                UsageOutcome.SUCCEEDED,
                at);
    }

    public static OutgoingMessage message(UsageEvent event) {
        return new OutgoingMessage(
                Uuids.v7().toString(),
                Topics.USAGE_EVENTS,
                event.workspaceId().toString(),
                MessageAttributes.of("usage", event.workspaceId()),
                JSON.writeValueAsString(event));
    }

    public static OutgoingMessage message(UUID workspace, String body) {
        return new OutgoingMessage(
                Uuids.v7().toString(),
                Topics.USAGE_EVENTS,
                workspace.toString(),
                MessageAttributes.of("usage", workspace),
                body);
    }
}
