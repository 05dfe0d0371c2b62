package dev.agentworks.core;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Listens at the data source, so that it hears every statement, whether Hibernate or JDBC sends it.
 */
@TestConfiguration(proxyBeanMethods = false)
public class SentStatements implements BeanPostProcessor {

    private static final String REQUESTS = "tomcat";
    private static final String COMMIT = "commit";

    private final List<Sent> all = new CopyOnWriteArrayList<>();

    /** A statement, or the end of a transaction, with the thread that sent it. */
    private record Sent(String thread, String sql) {}

    /**
     * The statements that requests sent while the work was done; those of other threads do not
     * count.
     */
    public List<String> during(Supplier<?> work) {
        all.clear();
        work.get();
        return of(REQUESTS);
    }

    /** The statements that threads with this name sent since {@link #during} began last. */
    public List<String> of(String thread) {
        return all.stream()
                .filter(sent -> sent.thread().startsWith(thread) && !sent.sql().equals(COMMIT))
                .map(Sent::sql)
                .toList();
    }

    /** How many transactions requests committed since {@link #during} began last. */
    public long transactions() {
        return all.stream()
                .filter(sent -> sent.thread().startsWith(REQUESTS) && sent.sql().equals(COMMIT))
                .count();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && name.equals("dataSource")
                ? new Listening(source)
                : bean;
    }

    private void note(String sql) {
        all.add(new Sent(Thread.currentThread().getName(), sql.strip().replaceAll("\\s+", " ")));
    }

    /** Hands out connections whose prepared statements are noted when they are executed. */
    private final class Listening extends DelegatingDataSource {

        Listening(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return listening(super.getConnection());
        }

        private Connection listening(Connection connection) {
            return proxy(
                    Connection.class,
                    connection,
                    (method, arguments, result) -> {
                        if (method.equals(COMMIT)) {
                            note(COMMIT);
                        }
                        return result instanceof PreparedStatement statement
                                ? listening(statement, (String) arguments[0])
                                : result;
                    });
        }

        private PreparedStatement listening(PreparedStatement statement, String sql) {
            return proxy(
                    PreparedStatement.class,
                    statement,
                    (method, arguments, result) -> {
                        if (method.startsWith("execute")) {
                            note(sql);
                        }
                        return result;
                    });
        }
    }

    private interface Listener {
        Object heard(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, Listener listener) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return listener.heard(
                                        method.getName(),
                                        arguments,
                                        method.invoke(target, arguments));
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        }));
    }
}
