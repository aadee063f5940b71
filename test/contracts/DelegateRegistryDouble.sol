// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {DelegateCheckerLib} from "solady/utils/ext/delegatexyz/DelegateCheckerLib.sol";

/// @notice Stands where registry v2 of delegate.xyz is on public chains and answers its one question as that does: for the
///         wallet, the contract or the token, for every right or for this one.
contract DelegateRegistryDouble {
    mapping(bytes32 delegation => bool) private _granted;

    /// @return registry the double, at the registry's own address
    function deployTo(Vm vm) external returns (DelegateRegistryDouble registry) {
        vm.etch(DelegateCheckerLib.DELEGATE_REGISTRY_V2, address(this).code);
        return DelegateRegistryDouble(DelegateCheckerLib.DELEGATE_REGISTRY_V2);
    }

    function delegateAll(address to, bytes32 rights, bool enable) external {
        _granted[keccak256(abi.encode(msg.sender, to, rights))] = enable;
    }

    function delegateContract(address to, address contract_, bytes32 rights, bool enable) external {
        _granted[keccak256(abi.encode(msg.sender, to, contract_, rights))] = enable;
    }

    function delegateERC721(address to, address contract_, uint256 tokenId, bytes32 rights, bool enable) external {
        _granted[keccak256(abi.encode(msg.sender, to, contract_, tokenId, rights))] = enable;
    }

    function checkDelegateForERC721(address to, address from, address contract_, uint256 tokenId, bytes32 rights)
        external
        view
        returns (bool)
    {
        return _granted[keccak256(abi.encode(from, to, bytes32(0)))]
            || _granted[keccak256(abi.encode(from, to, rights))]
            || _granted[keccak256(abi.encode(from, to, contract_, bytes32(0)))]
            || _granted[keccak256(abi.encode(from, to, contract_, rights))]
            || _granted[keccak256(abi.encode(from, to, contract_, tokenId, bytes32(0)))]
            || _granted[keccak256(abi.encode(from, to, contract_, tokenId, rights))];
    }
}
