package io.m2x.spring.boot.autoconfigure;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Ignores environment variables that Kubernetes and Docker create as links to a service.
 * The name of a service can make them look like M2X properties: a service named
 * {@code m2x-clients} creates {@code M2X_CLIENTS_PORT=tcp://10.0.0.1:8181}.
 */
class ServiceLinkBindHandlerAdvisor implements ConfigurationPropertiesBindHandlerAdvisor {

	private static final ConfigurationPropertyName M2X = ConfigurationPropertyName.of("m2x");

	private static final Map<String, Pattern> SERVICE_LINKS = Map.of("port", Pattern.compile("(?:tcp|udp|sctp)://.*"),
			"name", Pattern.compile("/.*"));

	@Override
	public BindHandler apply(BindHandler handler) {
		return new AbstractBindHandler(handler) {

			@Override
			public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Exception error) throws Exception {
				return isServiceLink(name, context) ? null : super.onFailure(name, target, context, error);
			}

		};
	}

	// The context may have lost the property that failed, so look it up.
	static boolean isServiceLink(ConfigurationPropertyName name, BindContext context) {
		Pattern link = M2X.isAncestorOf(name) ? SERVICE_LINKS.get(name.getLastElement(Form.UNIFORM)) : null;
		if (link == null) {
			return false;
		}
		for (ConfigurationPropertySource source : context.getSources()) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return link.matcher(String.valueOf(property.getValue())).matches();
			}
		}
		return false;
	}

	static boolean isServiceLinkVariable(String variable, @Nullable String value) {
		return SERVICE_LINKS.entrySet()
			.stream()
			.anyMatch((link) -> variable.toLowerCase(Locale.ROOT).endsWith("_" + link.getKey())
					&& link.getValue().matcher(String.valueOf(value)).matches());
	}

}
