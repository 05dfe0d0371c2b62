package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a run waits for is told by a code, and the document of the API names each of them. */
class RunWaitCodesTests {
    private static final Path REPOSITORY =
            Path.of(System.getProperty("agentworks.repository", "..")).toAbsolutePath().normalize();
    private static final Pattern WAIT =
            Pattern.compile(
                    "(?:new RunWait|waitingFor)\\(\\s*(?:\"([a-z-]+)\"|(?:[A-Z]\\w*\\.)?([A-Z_]+)(?:\\.code\\(\\))?),");
    private static final Pattern CONSTANT =
            Pattern.compile("String ([A-Z_]+) = \"([a-z]+(?:-[a-z]+)*)\"");

    @Test
    void theDocumentNamesEveryCodeThatARunWaitsWith() throws IOException {
        var codes = codes();

        assertThat(codes)
                .contains(
                        "provider-unavailable", "service-unavailable", "changes-refused", "answer");
        assertThat(described()).contains(codes);
    }

    private static TreeSet<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        var sources = sources();
        var all = constants(sources);
        for (var source : sources) {
            // a constant without its type is the file's own
            var constants = new HashMap<>(all);
            constants.putAll(constants(List.of(source)));
            WAIT.matcher(source)
                    .results()
                    .forEach(wait -> {
                        var name = wait.group(2);
                        codes.add(
                                name == null
                                        ? wait.group(1)
                                        : constants.getOrDefault(name, codeOf(name)));
                    });
        }
        return codes;
    }

    private static Map<String, String> constants(List<String> sources) {
        var constants = new HashMap<String, String>();
        for (var source : sources) {
            CONSTANT.matcher(source)
                    .results()
                    .forEach(constant -> constants.put(constant.group(1), constant.group(2)));
        }
        return constants;
    }

    // of a constant of an enum of errors
    private static String codeOf(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> sources() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(REPOSITORY.resolve("orchestrator-service/src/main/java"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static String described() throws IOException {
        var document =
                REPOSITORY.resolve("gateway-service/src/main/resources/openapi/openapi.json");
        return JsonMapper.shared()
                .readTree(Files.readString(document))
                .at("/components/schemas/RunWait/properties/code/description")
                .asString("");
    }
}
