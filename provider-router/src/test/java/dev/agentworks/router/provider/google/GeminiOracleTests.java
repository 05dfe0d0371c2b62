package dev.agentworks.router.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.agentworks.router.provider.http.Conversations;
import dev.agentworks.router.provider.http.VendorHarness;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.provider.spi.VendorJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our words beside those of Google's own client, in both directions. */
class GeminiOracleTests extends VendorHarness {
    private final Gemini gemini = new Gemini();
    private final Client theirs =
            Client.builder()
                    .apiKey(KEY)
                    .httpOptions(HttpOptions.builder().baseUrl(server.url()).build())
                    .build();

    @Override
    protected Vendor vendor() {
        return gemini;
    }

    @Test
    void writesTheSameRequestAsTheirClient() {
        server.behave(VendorServer.stream(golden("text")));
        var signature = "signed";
        stream(
                List.of(
                        content("user", Part.builder().text("Read the card.").build()),
                        content(
                                "model",
                                Part.builder().text("I look.").build(),
                                call("one", "AW-1"),
                                call("two", "AW-2")),
                        content(
                                "user",
                                result("one", Map.of("output", "A card.")),
                                result("two", Map.of("error", "No such card.")))),
                GenerateContentConfig.builder()
                        .systemInstruction(
                                Content.builder()
                                        .parts(Part.builder().text("Be brief.").build())
                                        .build())
                        .temperature(0.2f)
                        .maxOutputTokens(1000)
                        .tools(
                                List.of(
                                        Tool.builder()
                                                .functionDeclarations(
                                                        FunctionDeclaration.builder()
                                                                .name("read_card")
                                                                .description("Reads a card.")
                                                                .parametersJsonSchema(
                                                                        Map.of(
                                                                                "type",
                                                                                "object",
                                                                                "properties",
                                                                                Map.of(
                                                                                        "id",
                                                                                        Map.of(
                                                                                                "type",
                                                                                                "string"))))
                                                                .build())
                                                .build()))
                        .build());

        var asked = server.received().getFirst();
        var ours = written(Conversations.withTools()).toString();

        // their client takes a signature as bytes; ours goes through as it came
        assertThat(
                        VendorJson.MAPPER.readTree(
                                ours.replace(",\"thoughtSignature\":\"" + signature + "\"", "")))
                .isEqualTo(VendorJson.MAPPER.readTree(asked.body()));
        assertThat(gemini.write(Conversations.withTools(), access()).uri().toString())
                .endsWith(asked.path());
        assertThat(asked.headers()).containsEntry("x-goog-api-key", KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "tools",
                "structured",
                "length",
                "reasoning",
                "cached-and-reasoning",
                "image"
            })
    void readsTheSameOfAStreamAsTheirClient(String name) throws Exception {
        server.behave(VendorServer.stream(golden(name)));
        var their =
                stream(
                        List.of(content("user", Part.builder().text("x").build())),
                        GenerateContentConfig.builder().build());
        var our = ask();

        assertThat(our.text())
                .isEqualTo(
                        parts(their)
                                .filter(part -> !part.thought().orElse(false))
                                .flatMap(part -> part.text().stream())
                                .collect(Collectors.joining()));
        assertThat(our.toolCalls())
                .extracting(ToolCall::name, call -> call.arguments().toString())
                .containsExactlyElementsOf(
                        parts(their)
                                .flatMap(part -> part.functionCall().stream())
                                .map(call ->
                                        org.assertj.core.groups.Tuple.tuple(
                                                call.name().orElseThrow(),
                                                VendorJson.MAPPER.writeValueAsString(
                                                        call.args().orElseThrow())))
                                .toList());
        assertThat(our.images())
                .hasSize((int) parts(their).filter(part -> part.inlineData().isPresent()).count());
        var usage = their.getLast().usageMetadata().orElseThrow();
        assertThat(our.tokens().input()).isEqualTo(usage.promptTokenCount().orElse(0).longValue());
        assertThat(our.tokens().cachedInput())
                .isEqualTo(usage.cachedContentTokenCount().orElse(0).longValue());
        assertThat(our.tokens().reasoning())
                .isEqualTo(usage.thoughtsTokenCount().orElse(0).longValue());
        assertThat(our.tokens().total()).isEqualTo(usage.totalTokenCount().orElse(0).longValue());
    }

    private static Stream<Part> parts(List<GenerateContentResponse> responses) {
        return responses.stream()
                .flatMap(it -> it.candidates().orElse(List.of()).stream())
                .flatMap(it -> it.content().stream())
                .flatMap(it -> it.parts().orElse(List.of()).stream());
    }

    private List<GenerateContentResponse> stream(
            List<Content> contents, GenerateContentConfig config) {
        var responses = new ArrayList<GenerateContentResponse>();
        try (var stream = theirs.models.generateContentStream("some-model", contents, config)) {
            stream.forEach(responses::add);
        }
        return responses;
    }

    private static Content content(String role, Part... parts) {
        return Content.builder().role(role).parts(List.of(parts)).build();
    }

    private static Part call(String id, String card) {
        return Part.builder()
                .functionCall(
                        FunctionCall.builder()
                                .id(id)
                                .name("read_card")
                                .args(Map.of("id", card))
                                .build())
                .build();
    }

    private static Part result(String id, Map<String, Object> response) {
        return Part.builder()
                .functionResponse(
                        FunctionResponse.builder()
                                .id(id)
                                .name("read_card")
                                .response(response)
                                .build())
                .build();
    }
}
