package dev.agentworks.events;

import dev.agentworks.events.card.CardEvent;
import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunPoke;
import dev.agentworks.events.usage.UsageEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A message as it has been on the wire; it must stay readable for ever. */
record GoldenSample(String name, String kind, Class<?> type, String json) {
    static final Map<String, Class<?>> TYPES =
            Map.of(
                    "card-event", CardEvent.class,
                    "agent-run-event", AgentRunEvent.class,
                    "run-poke", RunPoke.class,
                    "usage-event", UsageEvent.class,
                    "log-batch", LogBatch.class);

    static List<GoldenSample> all() throws IOException, URISyntaxException {
        var folder = Path.of(resource("/golden").toURI());
        try (var files = Files.list(folder)) {
            return files.sorted().map(GoldenSample::read).toList();
        }
    }

    static java.net.URL resource(String path) {
        return Objects.requireNonNull(GoldenSample.class.getResource(path), path);
    }

    private static GoldenSample read(Path file) {
        var name = file.getFileName().toString();
        var kind = name.substring(0, name.indexOf('.'));
        try {
            return new GoldenSample(
                    name, kind, Objects.requireNonNull(TYPES.get(kind)), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
