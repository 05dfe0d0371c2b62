package dev.agentworks.router.completion;

import dev.agentworks.starter.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hashes what a request says, not the order of its fields. */
final class RequestHash {
    private RequestHash() {}

    static String of(Record request, JsonMapper json) {
        var digest = Sha256.digest();
        add(json.valueToTree(request), digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(JsonNode node, MessageDigest digest) {
        if (node.isObject()) {
            var sorted = new TreeMap<String, JsonNode>();
            node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
            sorted.values().removeIf(JsonNode::isNull);
            add("{" + sorted.size(), digest);
            sorted.forEach((name, value) -> {
                add(name.length() + ":" + name, digest);
                add(value, digest);
            });
        } else if (node.isArray()) {
            add("[" + node.size(), digest);
            node.forEach(element -> add(element, digest));
        } else if (node.isNumber()) {
            // 1, 1.0 and 1e0 are the same number, and stores write them differently
            add("#" + node.decimalValue().stripTrailingZeros().toPlainString() + ";", digest);
        } else {
            var text = node.toString();
            add(text.length() + "=" + text, digest);
        }
    }

    private static void add(String text, MessageDigest digest) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
