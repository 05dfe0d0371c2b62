package dev.agentworks.starter.persistence;

import org.hibernate.boot.model.source.spi.AttributePath;
import org.springframework.boot.hibernate.SpringImplicitNamingStrategy;

/**
 * Names the column of an embedded record with one component, {@code value}, after the attribute
 * that holds the record: {@code ProjectId projectId} is stored in {@code project_id}.
 */
public final class SingleValueNaming extends SpringImplicitNamingStrategy {
    private static final String VALUE = "value";

    @Override
    protected String transformAttributePath(AttributePath path) {
        var parent = path.getParent();
        return path.getProperty().equals(VALUE) && parent != null && !parent.getProperty().isEmpty()
                ? parent.getProperty()
                : super.transformAttributePath(path);
    }
}
