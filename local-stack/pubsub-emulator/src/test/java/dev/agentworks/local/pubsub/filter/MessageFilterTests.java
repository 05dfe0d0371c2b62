package dev.agentworks.local.pubsub.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTests {

    private static final Map<String, String> MOVED =
            Map.of(
                    "eventType",
                    "moved",
                    "workspaceId",
                    "w-1",
                    "iana.org/language",
                    "de",
                    "quoted",
                    "a\"b\n");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attributes.eventType = \"moved\"",
                "attributes.eventType=\"moved\"",
                "attributes.eventType != \"created\"",
                "attributes.missing != \"x\"",
                "attributes:eventType",
                "attributes:\"iana.org/language\"",
                "attributes.\"iana.org/language\" = \"de\"",
                "hasPrefix(attributes.workspaceId, \"w-\")",
                "NOT attributes:missing",
                "-attributes:missing",
                "NOT hasPrefix(attributes.workspaceId, \"x\")",
                "attributes:eventType AND attributes:workspaceId AND NOT attributes:missing",
                "attributes:missing OR attributes.eventType = \"moved\"",
                "attributes:eventType AND (attributes:missing OR attributes.workspaceId = \"w-1\")",
                "NOT (attributes:missing OR attributes.eventType = \"created\")",
                "((attributes:eventType))",
                "attributes.quoted = \"a\\\"b\\n\"",
                "attributes.eventType = \"\\u006doved\"",
            })
    void wants(String filter) {
        assertThat(MessageFilter.parse(filter).matches(MOVED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes.eventType = \"Moved\"",
                "attributes.eventType != \"moved\"",
                "attributes:missing",
                "hasPrefix(attributes.missing, \"\")",
                "hasPrefix(attributes.workspaceId, \"W\")",
                "NOT attributes:eventType",
                "attributes:eventType AND attributes:missing",
                "attributes:missing OR attributes.eventType = \"created\"",
            })
    void leaves(String filter) {
        assertThat(MessageFilter.parse(filter).matches(MOVED)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eventType = \"moved\"",
                "attributes.eventType = moved",
                "attributes.eventType == \"moved\"",
                "attributes.eventType",
                "attributes:eventType AND",
                "attributes:a AND attributes:b OR attributes:c",
                "attributes:a attributes:b",
                "(attributes:a",
                "attributes:a)",
                "hasPrefix(attributes.a)",
                "hasPrefix(\"a\", \"b\")",
                "attributes.a = \"open",
                "NOT",
                "attributes.a > \"1\"",
                "attributes.a = \"x\" ;",
            })
    void refuses(String filter) {
        assertThatThrownBy(() -> MessageFilter.parse(filter))
                .isInstanceOf(MessageFilter.InvalidFilter.class);
    }
}
