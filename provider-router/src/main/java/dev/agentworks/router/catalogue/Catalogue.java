package dev.agentworks.router.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The models and prices of one version of the table. What is not in it cannot be asked. */
@Component
public class Catalogue {
    private final Table table;

    Catalogue(JsonMapper json) {
        try (var file = new ClassPathResource("catalogue/models.json").getInputStream()) {
            table = json.readValue(file, Table.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the table, so that a rated call can be checked later. */
    public String version() {
        return table.version();
    }

    public List<Model> of(String provider) {
        return table.models().stream().filter(it -> it.provider().equals(provider)).toList();
    }

    public Optional<Model> find(String provider, String model) {
        return of(provider).stream().filter(it -> it.isCalled(model)).findFirst();
    }

    record Table(String version, String currency, List<Model> models) {}
}
