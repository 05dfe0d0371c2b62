package dev.agentworks.starter.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code @Size} of a map, as Jakarta Validation defines it. */
public final class MapSizeValidator implements ConstraintValidator<Size, Map<?, ?>> {
    private int least;
    private int most;

    @Override
    public void initialize(Size size) {
        least = size.min();
        most = size.max();
    }

    @Override
    public boolean isValid(@Nullable Map<?, ?> value, ConstraintValidatorContext context) {
        return value == null || (value.size() >= least && value.size() <= most);
    }
}
