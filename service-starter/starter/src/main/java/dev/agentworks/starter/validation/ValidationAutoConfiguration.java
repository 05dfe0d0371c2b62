package dev.agentworks.starter.validation;

import jakarta.validation.Configuration;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;

/** Replaces the two constraints on text that count UTF-16 units and know ASCII's spaces only. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
final class ValidationAutoConfiguration {
    @Bean
    ValidationConfigurationCustomizer constraintsOnText() {
        return ValidationAutoConfiguration::customize;
    }

    private static void customize(Configuration<?> configuration) {
        if (configuration instanceof HibernateValidatorConfiguration hibernate) {
            var constraints = hibernate.createConstraintMapping();
            constraints
                    .constraintDefinition(NotBlank.class)
                    .includeExistingValidators(false)
                    .validatedBy(VisibleTextValidator.class);
            constraints
                    .constraintDefinition(Size.class)
                    .includeExistingValidators(false)
                    .validatedBy(TextSizeValidator.class)
                    .validatedBy(CollectionSizeValidator.class)
                    .validatedBy(MapSizeValidator.class);
            hibernate.addMapping(constraints);
        }
    }
}
