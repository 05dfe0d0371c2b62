package dev.agentworks.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunUsage;
import dev.agentworks.events.usage.UsageEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class WireContractTests {
    // strict where the records must be lenient by themselves, whatever mapper a service has
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    static List<GoldenSample> samples() throws IOException, URISyntaxException {
        return GoldenSample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleFitsItsSchema(GoldenSample sample) {
        assertThat(schema(sample.kind()).validate(sample.json(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleIsReadAndWrittenBackAsItWas(GoldenSample sample) {
        var event = JSON.readValue(sample.json(), sample.type());

        assertThat(JSON.readTree(JSON.writeValueAsString(event)))
                .isEqualTo(JSON.readTree(sample.json()));
        assertThat((Object) JSON.readValue(JSON.writeValueAsString(event), sample.type()))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aFieldOfTheFutureIsIgnoredEverywhere(GoldenSample sample) {
        var tree = JSON.readTree(sample.json());
        addUnknownFields(tree);

        assertThat((Object) JSON.treeToValue(tree, sample.type()))
                .isEqualTo(JSON.readValue(sample.json(), sample.type()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aMissingFieldFailsTheSchema(GoldenSample sample) {
        var schema = JSON.readTree(text("/schema/" + sample.kind() + ".json"));

        for (JsonNode required : schema.path("required")) {
            var tree = (ObjectNode) JSON.readTree(sample.json());
            tree.remove(required.asString());
            assertThat(schema(sample.kind()).validate(tree.toString(), InputFormat.JSON))
                    .as("without " + required.asString())
                    .isNotEmpty();
        }
    }

    @Test
    void everyKindOfEventHasSamples() throws IOException, URISyntaxException {
        assertThat(samples().stream().map(GoldenSample::kind).distinct())
                .containsExactlyInAnyOrderElementsOf(GoldenSample.TYPES.keySet());
    }

    @Test
    void moneyIsWrittenAsADecimalStringWithoutExponent() {
        var usage = new RunUsage(1, new BigDecimal("1E-7"), new BigDecimal("1E+3"));

        assertThat(JSON.readTree(JSON.writeValueAsString(usage)).path("cost").stringValue())
                .isEqualTo("0.0000001");
        assertThat(JSON.readTree(JSON.writeValueAsString(usage)).path("price").stringValue())
                .isEqualTo("1000");
    }

    @Test
    void timeIsWrittenWithMillisecondsAndReadWithAnyPrecision() throws Exception {
        var sample = (ObjectNode) JSON.readTree(text("/golden/usage-event.chat.json"));
        sample.put("timestamp", "2026-03-01T10:30:00.123456+01:00");

        var event = JSON.treeToValue(sample, UsageEvent.class);

        assertThat(event.timestamp()).isEqualTo(Instant.parse("2026-03-01T09:30:00.123456Z"));
        assertThat(JSON.writeValueAsString(event)).contains("\"2026-03-01T09:30:00.123Z\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "2026-12-09T08:07:06.045999Z",
                "2028-02-29T23:59:59.9Z",
                "0999-12-31T23:59:59.001Z",
                "+10000-01-01T00:00:00Z"
            })
    void everyTimeIsWrittenAsTheStandardFormatterWritesIt(String time) {
        var sample = (ObjectNode) JSON.readTree(text("/golden/usage-event.chat.json"));
        sample.put("timestamp", time);

        var written = JSON.valueToTree(JSON.treeToValue(sample, UsageEvent.class));

        assertThat(((JsonNode) written).path("timestamp").stringValue())
                .isEqualTo(
                        new DateTimeFormatterBuilder()
                                .appendInstant(3)
                                .toFormatter()
                                .format(Instant.parse(time)));
    }

    @Test
    void anUnknownStatusIsRefusedAndNotGuessed() {
        var sample = (ObjectNode) JSON.readTree(text("/golden/agent-run-event.started.json"));
        sample.put("status", "SLEEPING");

        assertThatThrownBy(() -> JSON.treeToValue(sample, AgentRunEvent.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void everyMessageCanBeFiltered() {
        var workspace = UUID.fromString("01990000-0000-7000-8000-000000000002");

        assertThat(MessageAttributes.of("moved", workspace))
                .containsEntry("eventType", "moved")
                .containsEntry("workspaceId", workspace.toString())
                .containsEntry("schemaVersion", "1");
    }

    private static void addUnknownFields(JsonNode node) {
        node.valueStream().toList().forEach(WireContractTests::addUnknownFields);
        if (node instanceof ObjectNode object && !object.isEmpty() && isRecord(object)) {
            object.put("addedLater", true);
        }
    }

    // open maps keep what is in them: card changes by field name, and a line's metadata
    private static boolean isRecord(ObjectNode object) {
        return object.has("runId")
                || object.has("cardId")
                || object.has("tokens")
                || object.has("inputTokens")
                || object.has("code")
                || object.has("from");
    }

    private static Schema schema(String kind) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text("/schema/" + kind + ".json"));
    }

    private static String text(String resource) {
        try (var stream = GoldenSample.resource(resource).openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
