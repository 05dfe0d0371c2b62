package dev.agentworks.core.project;

import dev.agentworks.core.workspace.WorkspaceId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A project of a workspace. The numbers of its cards are drawn from its row by the database. */
@Entity
class Project {

    @EmbeddedId private ProjectId id;
    private WorkspaceId workspaceId;
    private String key;
    private String name;
    private String description;
    @Version private @Nullable Long version;
    private Instant createdAt;
    private @Nullable Instant archivedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Project() {}

    Project(
            ProjectId id,
            WorkspaceId workspaceId,
            ProjectKey key,
            String name,
            String description,
            Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.key = key.value();
        this.name = name.strip();
        this.description = description;
        this.createdAt = now;
    }

    /** What is null stays. */
    void describe(@Nullable String newName, @Nullable String newDescription) {
        name = newName == null ? name : newName.strip();
        description = newDescription == null ? description : newDescription;
    }

    ProjectId id() {
        return id;
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }

    String key() {
        return key;
    }

    String name() {
        return name;
    }

    /** Counts the changes; a project that was never stored has none. */
    long version() {
        return version == null ? 0 : version;
    }

    boolean isArchived() {
        return archivedAt != null;
    }
}
