package dev.agentworks.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that goes away for requests right after it committed what one of them wrote, and is
 * there for everything else.
 */
@TestConfiguration(proxyBeanMethods = false)
public class DepartingDatabase implements BeanPostProcessor {

    private static final String REQUESTS = "tomcat";

    private final AtomicBoolean departing = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();

    /** Does the work, whose first commit is the last that the database takes from a request. */
    public <T> T afterTheNextCommit(Supplier<T> work) {
        departing.set(true);
        try {
            return work.get();
        } finally {
            departing.set(false);
            gone.set(false);
        }
    }

    /** Whether it went away during the work that goes on. */
    public boolean isGone() {
        return gone.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && name.equals("dataSource")
                ? new Departing(source)
                : bean;
    }

    private static boolean isRequest() {
        return Thread.currentThread().getName().startsWith(REQUESTS);
    }

    private final class Departing extends DelegatingDataSource {

        Departing(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isRequest() && gone.get()) {
                throw new SQLTransientConnectionException("the database went away");
            }
            var connection = super.getConnection();
            return (Connection)
                    Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (_, method, arguments) -> {
                                try {
                                    var writes =
                                            method.getName().equals("commit")
                                                    && isRequest()
                                                    && !connection.isReadOnly();
                                    var result = method.invoke(connection, arguments);
                                    if (writes && departing.get()) {
                                        gone.set(true);
                                    }
                                    return result;
                                } catch (InvocationTargetException failure) {
                                    throw failure.getCause();
                                }
                            });
        }
    }
}
