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
        return person("MEMBER");
    }

    public ActingUser person(String role) {
        return new ActingUser(Uuids.v7().toString(), Map.of(workspace.toString(), role));
    }

    public UsageEvent call(String cost, Instant at) {
        return call(projects.getFirst(), "PRD", "anthropic", "model-a", new BigDecimal(cost), at);
    }

    public UsageEvent anyCall(Random random) {
        return anyCall(
                random,
                Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(30 * 86_400)));
    }

    /** A call of one of a few runs, or of none; some failed and cost the customer nothing. */
    public UsageEvent anyCall(Random random, Instant at) {
        var run =
                random.nextInt(5) == 0
                        ? null
                        : new UUID(projects.getFirst().hashCode(), random.nextInt(6));
        boolean failed = random.nextInt(6) == 0;
        var cost = new BigDecimal(new java.math.BigInteger(36, random), 12);
        long input = random.nextInt(5_000);
        long output = random.nextInt(2_000);
        return new UsageEvent(
                Uuids.v7().toString(),
                workspace,
                projects.get(random.nextInt(projects.size())),
                run == null ? null : new UUID(1, run.getLeastSignificantBits() / 2),
                run,
                random.nextInt(4) == 0 ? null : "AGENT_" + random.nextInt(3),
                random.nextBoolean() ? "openai" : "anthropic",
                "model-" + random.nextInt(4),
                UsageKind.CHAT,
                new TokenUsage(input, output, input / 2, input / 3, output / 2, input + output),
                cost,
                failed ? BigDecimal.ZERO : cost.multiply(new BigDecimal(5)),
                new BigDecimal(5),
                "2026-01",
                false,
                failed ? UsageOutcome.FAILED : UsageOutcome.SUCCEEDED,
                at,
                null,
                random.nextInt(3) == 0 ? new UUID(7, random.nextInt(3)) : null,
                run == null ? null : random.nextInt(11),
                run == null ? null : 1 + random.nextInt(2),
                random.nextBoolean() ? new UUID(9, random.nextInt(3)) : null);
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
