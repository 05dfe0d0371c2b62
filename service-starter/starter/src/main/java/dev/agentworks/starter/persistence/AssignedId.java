package dev.agentworks.starter.persistence;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import org.springframework.data.domain.Persistable;

/**
 * An entity whose id is given to it and that has no {@code @Version}: it knows itself whether it is
 * new, so that saving it is one insert without a select before.
 */
@MappedSuperclass
public abstract class AssignedId<I> implements Persistable<I> {
    @Transient private boolean stored;

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void stored() {
        stored = true;
    }
}
