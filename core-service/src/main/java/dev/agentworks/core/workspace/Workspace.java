package dev.agentworks.core.workspace;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A tenant. A closed one is seen by nobody any more. */
@Entity
class Workspace {

    @EmbeddedId private WorkspaceId id;
    private String name;
    private String slug;
    @Version private long version;
    private Instant createdAt;
    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Workspace() {}

    void rename(String newName) {
        name = newName.strip();
    }

    void close(Instant now) {
        closedAt = now;
    }

    String name() {
        return name;
    }

    long version() {
        return version;
    }

    WorkspaceView seenBy(Role role) {
        return new WorkspaceView(id, name, slug, role, version, createdAt);
    }

    /** What stands for the name in addresses: readable, and unique by the end of the id. */
    static String slug(String name, WorkspaceId id) {
        var plain =
                Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        var shortened = plain.substring(0, Math.min(40, plain.length()));
        return (shortened.isEmpty() ? "workspace" : shortened) + "-" + id.toString().substring(28);
    }
}
