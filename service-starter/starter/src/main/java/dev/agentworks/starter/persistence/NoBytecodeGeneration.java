package dev.agentworks.starter.persistence;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Lets Hibernate generate no classes when it starts, which saves time and memory. The price: no
 * lazy references to single entities. Entities here refer to each other by id, so that there are
 * none.
 */
public final class NoBytecodeGeneration implements ServiceContributor {
    @Override
    public void contribute(StandardServiceRegistryBuilder services) {
        services.addService(BytecodeProvider.class, new BytecodeProviderImpl());
    }
}
