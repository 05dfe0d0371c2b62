package dev.agentworks.local.llm.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The texts of one resource file: a line {@code == name ==} before each. What a text has before the
 * next such line belongs to it, with the blank lines at its end.
 */
public final class Texts {

    private static final Pattern NAME = Pattern.compile("(?m)^== ([a-z-]+) ==\\n");

    private final String file;
    private final Map<String, Template> documents = new HashMap<>();
    private final Map<String, Template> lines = new HashMap<>();

    private Texts(String file, String content) {
        this.file = file;
        var names = NAME.matcher(content).results().toList();
        for (int i = 0; i < names.size(); i++) {
            int end = i + 1 < names.size() ? names.get(i + 1).start() : content.length();
            var source = content.substring(names.get(i).end(), end);
            var name = names.get(i).group(1);
            if (documents.containsKey(name)) {
                throw new IllegalArgumentException(file + " has two texts " + name);
            }
            documents.put(name, Template.of(file + " " + name, source));
            lines.put(name, Template.of(file + " " + name, source.strip()));
        }
    }

    /** Reads {@code agents/<name>.md}. */
    public static Texts of(String name) {
        return new Texts(name, resource("agents/" + name + ".md"));
    }

    /** Fills in a file of source code, {@code code/<path>}. */
    public static String code(String path, Map<String, ?> values) {
        return Template.of(path, resource("code/" + path)).render(values);
    }

    /** The text as it stands, with the line breaks at its end. */
    public String document(String name, Map<String, ?> values) {
        return text(documents, name).render(values);
    }

    /** The text without line breaks before and after. */
    public String line(String name, Map<String, ?> values) {
        return text(lines, name).render(values);
    }

    public String line(String name) {
        return line(name, Map.of());
    }

    /** The text as one that ends with one line break. */
    public String paragraph(String name, Map<String, ?> values) {
        return line(name, values) + "\n";
    }

    public String paragraph(String name) {
        return paragraph(name, Map.of());
    }

    /** The lines of the text. */
    public List<String> lines(String name, Map<String, ?> values) {
        return line(name, values).lines().toList();
    }

    public List<String> lines(String name) {
        return lines(name, Map.of());
    }

    private Template text(Map<String, Template> templates, String name) {
        var template = templates.get(name);
        if (template == null) {
            throw new IllegalArgumentException(file + " has no text " + name);
        }
        return template;
    }

    private static String resource(String path) {
        try (var content = Texts.class.getResourceAsStream("/simulator/" + path)) {
            if (content == null) {
                throw new IllegalArgumentException("there is no resource " + path);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
