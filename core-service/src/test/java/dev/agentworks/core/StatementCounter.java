package dev.agentworks.core;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Remembers the statements that request threads send to the database, whether by JPA or by {@code
 * JdbcClient}. The statement that sets a transaction's subject is left out.
 */
public final class StatementCounter implements BeanPostProcessor {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    /** What the work made request threads send. */
    public List<String> during(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource && name.equals("dataSource")
                ? new Watched(dataSource)
                : bean;
    }

    private final class Watched extends DelegatingDataSource {

        Watched(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            return watched(
                    Connection.class,
                    super.getConnection(),
                    (result, method, arguments) ->
                            method.getName().equals("prepareStatement")
                                    ? statement((PreparedStatement) result, (String) arguments[0])
                                    : result);
        }
    }

    private PreparedStatement statement(PreparedStatement target, String sql) {
        return watched(
                PreparedStatement.class,
                target,
                (result, method, _) -> {
                    if (method.getName().startsWith("execute")
                            && Thread.currentThread().getName().startsWith("tomcat")
                            && !sql.contains("set_config")) {
                        statements.add(sql);
                    }
                    return result;
                });
    }

    private interface After {
        Object seen(Object result, java.lang.reflect.Method method, Object[] arguments);
    }

    private static <T> T watched(Class<T> type, T target, After after) {
        InvocationHandler handler =
                (_, method, arguments) -> {
                    try {
                        var result = method.invoke(target, arguments);
                        return result == null ? null : after.seen(result, method, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getTargetException();
                    }
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
