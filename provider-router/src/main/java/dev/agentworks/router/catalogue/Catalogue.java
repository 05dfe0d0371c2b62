package dev.agentworks.router.catalogue;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The models and prices of one version of the table. What is not in it cannot be asked. */
@Component
public class Catalogue {
    private static final Pattern DATED =
            Pattern.compile("(.+?)[-@](\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{2}-\\d{4}|\\d{3}|latest)");

    private static final String OWN = "classpath:catalogue/models.json";

    private final String version;
    private final Map<String, List<Model>> byProvider = new HashMap<>();
    private final Map<Name, Model> byName = new HashMap<>();

    public Catalogue(JsonMapper json, CatalogueSettings settings, ResourceLoader resources) {
        var tables = new ArrayList<Table>();
        for (var file : settings.files()) {
            tables.add(read(file, json, resources));
        }
        tables.add(read(OWN, json, resources));
        tables.forEach(table -> table.models().forEach(this::add));
        version = tables.reversed().stream().map(Table::version).collect(joining("+"));
    }

    private static Table read(String file, JsonMapper json, ResourceLoader resources) {
        try (var input = resources.getResource(file).getInputStream()) {
            return json.readValue(input, Table.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // what was added first stays: an operator's word is above ours
    private void add(Model model) {
        if (byName.containsKey(new Name(model.provider(), model.model()))) {
            return;
        }
        byProvider.computeIfAbsent(model.provider(), _ -> new ArrayList<>()).add(model);
        name(model, model.model());
        model.aliases().forEach(alias -> name(model, alias));
    }

    private void name(Model model, String name) {
        if (byName.put(new Name(model.provider(), name), model) != null) {
            throw new IllegalStateException(
                    "two models of %s are called %s".formatted(model.provider(), name));
        }
    }

    /** Names the table, so that a rated call can be checked later. */
    public String version() {
        return version;
    }

    public List<Model> of(String provider) {
        return List.copyOf(byProvider.getOrDefault(provider, List.of()));
    }

    /** The model of this name or alias. */
    public Optional<Model> find(String provider, String model) {
        return Optional.ofNullable(byName.get(new Name(provider, model)));
    }

    /**
     * The model a vendor says has answered: as it is, or without the date or number of a release
     * that the table does not tell apart.
     */
    public Optional<Model> resolve(String provider, String answered) {
        var name = answered.substring(answered.lastIndexOf('/') + 1);
        return find(provider, answered)
                .or(() -> find(provider, name))
                .or(() -> undated(provider, name));
    }

    private Optional<Model> undated(String provider, String name) {
        var dated = DATED.matcher(name);
        return dated.matches() ? find(provider, dated.group(1)) : Optional.empty();
    }

    private record Name(String provider, String model) {}

    record Table(String version, String currency, List<Model> models) {}
}
