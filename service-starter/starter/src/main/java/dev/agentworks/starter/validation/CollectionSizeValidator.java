package dev.agentworks.starter.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** {@code @Size} of a collection, as Jakarta Validation defines it. */
public final class CollectionSizeValidator implements ConstraintValidator<Size, Collection<?>> {
    private int least;
    private int most;

    @Override
    public void initialize(Size size) {
        least = size.min();
        most = size.max();
    }

    @Override
    public boolean isValid(@Nullable Collection<?> value, ConstraintValidatorContext context) {
        return value == null || (value.size() >= least && value.size() <= most);
    }
}
