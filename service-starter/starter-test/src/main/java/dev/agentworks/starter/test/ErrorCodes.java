package dev.agentworks.starter.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentworks.starter.problem.ErrorCode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * What a service may refuse with: one line for each constant of its error enums, {@code 409
 * lane-busy Others are moving cards in this lane}. A service compares them with the file {@code
 * error-codes.txt} beside its tests, because clients rely on all three.
 */
public final class ErrorCodes {
    private ErrorCodes() {}

    /** The lines of all enums in the package and below it, in order. */
    public static List<String> declaredIn(String basePackage) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        return scanner.findCandidateComponents(basePackage).stream()
                .map(found -> Objects.requireNonNull(found.getBeanClassName()))
                .map(name -> ClassUtils.resolveClassName(name, null))
                .filter(Class::isEnum)
                .flatMap(found -> Stream.of(found.getEnumConstants()))
                .map(ErrorCode.class::cast)
                .map(code -> code.status() + " " + code.code() + " " + code.title())
                .sorted()
                .toList();
    }

    /** The lines of {@code error-codes.txt}. */
    public static List<String> agreed() throws IOException {
        return new ClassPathResource("error-codes.txt").getContentAsString(UTF_8).lines().toList();
    }
}
