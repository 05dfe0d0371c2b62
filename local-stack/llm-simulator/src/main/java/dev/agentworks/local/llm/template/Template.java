package dev.agentworks.local.llm.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text with placeholders, written as in Handlebars: <code>{{name}}</code> stands for a value,
 * <code>{{#each names}}…{{/each}}</code> repeats its content for each item of a list, <code>
 * {{this}}</code> or <code>{{this.field}}</code> being the item, and <code>
 * {{#if name}}…{{/if}}</code> leaves its content out when the value is empty. A tag of a block that
 * is alone on its line takes the line with it.
 *
 * <p>Rendering fails when a placeholder has no value, and when a value has no placeholder.
 */
public final class Template {

    private static final Pattern LONE_TAG =
            Pattern.compile("(?m)^[ \\t]*(\\{\\{[#/][^}]*}})[ \\t]*(?:\\n|\\z)");
    private static final Pattern TAG = Pattern.compile("\\{\\{([^}]+)}}");
    private static final String ITEM = "this";

    private final String name;
    private final List<Node> nodes;
    private final Set<String> placeholders = new HashSet<>();

    private Template(String name, String source) {
        this.name = name;
        this.nodes = parse(LONE_TAG.matcher(source).replaceAll("$1"));
    }

    /**
     * @param name says in errors which text it is
     */
    public static Template of(String name, String source) {
        return new Template(name, source);
    }

    /** The text with these values: strings, numbers, and lists of strings or of maps. */
    public String render(Map<String, ?> values) {
        for (var value : values.keySet()) {
            if (!placeholders.contains(value)) {
                throw new IllegalArgumentException(name + " has no placeholder " + value);
            }
        }
        for (var placeholder : placeholders) {
            if (!values.containsKey(placeholder)) {
                throw new IllegalArgumentException(name + " needs a value for " + placeholder);
            }
        }
        var text = new StringBuilder();
        render(nodes, values, Map.of(), text);
        return text.toString();
    }

    private void render(
            List<Node> content, Map<String, ?> values, Map<?, ?> item, StringBuilder text) {
        for (var node : content) {
            switch (node) {
                case Node.Text(var words) -> text.append(words);
                case Node.Value(var key) -> text.append(value(key, values, item));
                case Node.If(var key, var inner) -> {
                    if (!isEmpty(value(key, values, item))) {
                        render(inner, values, item, text);
                    }
                }
                case Node.Each(var key, var inner) -> {
                    for (var each : (List<?>) value(key, values, item)) {
                        render(inner, values, item(each), text);
                    }
                }
            }
        }
    }

    // an item of a list of maps has fields, any other stands for itself
    private static Map<?, ?> item(Object each) {
        if (!(each instanceof Map<?, ?> fields)) {
            return Map.of(ITEM, each);
        }
        var item = new HashMap<String, Object>();
        fields.forEach((field, value) -> item.put(ITEM + "." + field, value));
        return item;
    }

    private Object value(String key, Map<String, ?> values, Map<?, ?> item) {
        var value = isOfItem(key) ? item.get(key) : values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + " needs a value for " + key);
        }
        return value;
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list ? list.isEmpty() : value.toString().isEmpty();
    }

    private static boolean isOfItem(String key) {
        return key.equals(ITEM) || key.startsWith(ITEM + ".");
    }

    private List<Node> parse(String source) {
        Deque<Block> open = new ArrayDeque<>();
        open.push(new Block("", "", new ArrayList<>()));
        var tags = TAG.matcher(source);
        int end = 0;
        while (tags.find()) {
            open.element().content().add(new Node.Text(source.substring(end, tags.start())));
            end = tags.end();
            var tag = tags.group(1).strip();
            if (tag.startsWith("#")) {
                var words = tag.substring(1).split(" +", 2);
                open.push(new Block(words[0], placeholder(words[1]), new ArrayList<>()));
            } else if (tag.startsWith("/")) {
                close(open, tag.substring(1));
            } else {
                open.element().content().add(new Node.Value(placeholder(tag)));
            }
        }
        open.element().content().add(new Node.Text(source.substring(end)));
        if (open.size() > 1) {
            throw new IllegalArgumentException(name + " does not close " + open.element().kind());
        }
        return open.element().content();
    }

    private void close(Deque<Block> open, String kind) {
        var block = open.pop();
        if (open.isEmpty() || !block.kind().equals(kind)) {
            throw new IllegalArgumentException(name + " closes " + kind + " where it is not open");
        }
        open.element()
                .content()
                .add(
                        switch (kind) {
                            case "each" -> new Node.Each(block.key(), block.content());
                            case "if" -> new Node.If(block.key(), block.content());
                            default ->
                                    throw new IllegalArgumentException(
                                            name + " has a block of unknown kind " + kind);
                        });
    }

    private String placeholder(String key) {
        if (!isOfItem(key)) {
            placeholders.add(key);
        }
        return key;
    }

    private record Block(String kind, String key, List<Node> content) {}

    private sealed interface Node {
        record Text(String words) implements Node {}

        record Value(String key) implements Node {}

        record If(String key, List<Node> content) implements Node {}

        record Each(String key, List<Node> content) implements Node {}
    }
}
