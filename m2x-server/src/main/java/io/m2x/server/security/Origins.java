package io.m2x.server.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * The IP addresses from which a key may be used.
 *
 * @since 0.1.0
 */
public final class Origins {

	private final @Nullable List<InetAddress> addresses;

	private Origins(@Nullable List<InetAddress> addresses) {
		this.addresses = addresses;
	}

	/**
	 * Return whether a text is an IP address. Names of hosts are none.
	 * @param text the text
	 * @return whether it is an IPv4 or IPv6 address
	 */
	public static boolean isAddress(String text) {
		return parse(text) != null;
	}

	/**
	 * Return the addresses that a key has.
	 * @param list the addresses with commas, {@code null} for all there are
	 * @return the addresses
	 */
	public static Origins of(@Nullable String list) {
		if (list == null) {
			return new Origins(null);
		}
		List<InetAddress> addresses = new ArrayList<>();
		for (String text : StringUtils.commaDelimitedListToStringArray(list)) {
			InetAddress address = parse(text);
			if (address != null) {
				addresses.add(address);
			}
		}
		return new Origins(addresses);
	}

	// Addresses are compared as such: the same one can be written in many ways.
	boolean allow(@Nullable InetAddress address) {
		return this.addresses == null || (address != null && this.addresses.contains(address));
	}

	private static @Nullable InetAddress parse(String text) {
		boolean plain = NetUtil.isValidIpV4Address(text)
				|| (NetUtil.isValidIpV6Address(text) && text.indexOf('[') < 0 && text.indexOf('%') < 0);
		if (!plain) {
			return null;
		}
		try {
			// An IPv4 address in the form of IPv6 becomes the IPv4 address.
			return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
